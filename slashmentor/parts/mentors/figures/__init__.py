"""What a mentor sees of their own page: visits, requests, answers."""
