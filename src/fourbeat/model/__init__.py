"""What a project is: frozen models, exact time, ids, states, errors, edits. No I/O."""
