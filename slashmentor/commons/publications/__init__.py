"""What members published, brought by themselves: the evidence for what they say they know."""
