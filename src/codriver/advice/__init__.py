"""What a language model may add: causes and sentences that cite. PURE: prompts out, replies in, values or nothing.

    facts = facts_of(assessment as JSON)       # all that may be said, by id
    prompt = causes.prompt(facts)              # the room redacts it, asks the model, and hands back what it said
    kept, dropped = causes.read(text, facts)   # verified word by word; what fails is dropped and counted

Build for a model that obeys every instruction it reads, and make that harmless: nothing here acts, and a reply can only
choose among what is known.
"""
