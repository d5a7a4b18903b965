"""Sessions for readers of X-ray images: what they are shown, and how well they read it."""
