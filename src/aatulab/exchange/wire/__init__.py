"""What goes over the line: headers, receipts, records of groups; both ends read them alike."""
