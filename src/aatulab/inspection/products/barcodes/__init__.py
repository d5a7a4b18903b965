"""Barcodes of packs and pallets: read from a picture, or drawn for a lesson."""
