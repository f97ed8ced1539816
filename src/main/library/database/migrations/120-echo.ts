/**
 * Parameters that the service reports to have used differently than sent, as JSON, or null. Filled from
 * existing receipts. A damaged receipt has none.
 */
export const echo = `
ALTER TABLE runs ADD COLUMN echo_differs TEXT
  GENERATED ALWAYS AS (CASE WHEN json_valid(receipt) THEN json_extract(receipt, '$.echoDiffers') END) VIRTUAL;
`;
