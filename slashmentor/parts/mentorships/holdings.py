"""What an instance holds of a member's requests: how it goes out, and how it goes away."""
