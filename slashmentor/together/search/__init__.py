"""Finding questions, answers, people and topics by words."""
