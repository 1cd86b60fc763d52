"""Pictures that members bring, with their alt text."""
