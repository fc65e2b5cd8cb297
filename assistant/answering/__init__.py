"""From a plan to a verified answer: blocks of sentences that name their citations."""
