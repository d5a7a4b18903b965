"""Keys, signatures and sealed content, by `cryptography`; the page does the same by WebCrypto."""
