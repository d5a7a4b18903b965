"""Secure messages between units: closed user groups, notices, receipts, audit."""
