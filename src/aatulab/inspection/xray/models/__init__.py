"""What lies in bags: objects as shapes of materials, described in `datasets/xray/objects/`."""
