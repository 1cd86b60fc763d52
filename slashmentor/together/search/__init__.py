"""Finding things: questions and answers by words and operators, people and topics beside them, and what is alike."""
