"""What inspection trains on: X-ray pictures of bags, searches, documents, and exhibits.

Rooms of their own: `xray` (images and how well they are read), `search` (the ladder of measures),
`documents` (passports that contradict themselves), `evidence` (the exhibits' ledger).
"""
