/**
 * Parameters that the service says it used otherwise than they were sent, as JSON; null when there are none. The receipt is where
 * they are written down, so older receipts that hold them count too. A damaged receipt has none.
 */
export const echo = `
ALTER TABLE runs ADD COLUMN echo_differs TEXT
  GENERATED ALWAYS AS (CASE WHEN json_valid(receipt) THEN json_extract(receipt, '$.echoDiffers') END) VIRTUAL;
`;
