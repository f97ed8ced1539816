; Registers reseed: links for the user who installs, and removes them with the app.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\reseed" "" "URL:Reseed"
  WriteRegStr SHELL_CONTEXT "Software\Classes\reseed" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\reseed\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\reseed\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\reseed"
!macroend
