"""Moving shots to another generator: the sheet that tells what is lost, changed and priced anew before it happens."""
