"""What all flows share: roles read from `datasets/typologies`, and how records are drawn."""
