"""What the program prints, held against what was read and found good."""
