"""The common law that calculators of several themes share: deadlines, services, notice, quotité, pay scale."""
