"""What keeps people safe: flags, suspensions, the moderators' inbox, and the public log of decisions."""
