"""What an instance holds of a member as a mentor: how it goes out, and how it goes away."""
