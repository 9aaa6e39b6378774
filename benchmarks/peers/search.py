"""The peers of benchmark `search`: Optuna's and DEAP's NSGA-II on a table.

Usage: search.py PEER SEEDS BUDGET < problem.json

problem.json: {"choices": [n of each decision], "rows": {"0,3,1,…": [cost, cost], …}}; costs are minimised. A point that the
table lacks is a penalised evaluation that costs nothing. Prints one line of JSON a seed: the rows in the order in which they
were first evaluated, at most BUDGET of them, and the seconds that the proposals took.
"""

import json
import random
import sys
import time


class Table:
    """Remembers which rows were looked up first, and stops the search when the budget is spent."""

    class Spent(Exception):
        """The budget of distinct rows is used up."""

    def __init__(self, rows, budget):
        self.rows = rows
        self.budget = budget
        self.order = []
        self.seen = set()
        self.proposals = 0

    def costs(self, choices):
        self.proposals += 1
        key = ",".join(str(choice) for choice in choices)
        found = self.rows.get(key)
        if found is None:
            return [1e3, 1e3]
        if key not in self.seen:
            self.seen.add(key)
            self.order.append(key)
        if len(self.order) >= self.budget or self.proposals >= 20 * self.budget:
            raise Table.Spent
        return found


def optuna_nsga2(choices, table, seed):
    """The defaults: population 50, crossover 0.9, mutation 1/n."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(directions=["minimize", "minimize"], sampler=optuna.samplers.NSGAIISampler(seed=seed))

    def objective(trial):
        return tuple(table.costs([trial.suggest_categorical(f"d{i}", list(range(n))) for i, n in enumerate(choices)]))

    study.optimize(objective, n_trials=20 * table.budget)


def deap_nsga2(choices, table, seed):
    """DEAP's NSGA-II example on integers: population 20, uniform crossover 0.9, each choice redrawn with probability 1/n."""
    from deap import base, creator, tools

    random.seed(seed)
    if not hasattr(creator, "Costs"):
        creator.create("Costs", base.Fitness, weights=(-1.0, -1.0))
        creator.create("Subnet", list, fitness=creator.Costs)

    def measure(members):
        for member in members:
            if not member.fitness.valid:
                member.fitness.values = table.costs(member)

    upper = [n - 1 for n in choices]
    population = [creator.Subnet(random.randrange(n) for n in choices) for _ in range(20)]
    measure(population)
    population = tools.selNSGA2(population, len(population))
    while True:
        offspring = [creator.Subnet(member) for member in tools.selTournamentDCD(population, len(population))]
        for first, second in zip(offspring[::2], offspring[1::2]):
            if random.random() <= 0.9:
                tools.cxUniform(first, second, 0.5)
            tools.mutUniformInt(first, [0] * len(choices), upper, 1 / len(choices))
            tools.mutUniformInt(second, [0] * len(choices), upper, 1 / len(choices))
        measure(offspring)
        population = tools.selNSGA2(population + offspring, len(population))


def main():
    peer, seeds, budget = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    problem = json.load(sys.stdin)
    search = {"optuna": optuna_nsga2, "deap": deap_nsga2}[peer]
    for seed in range(1, seeds + 1):
        table = Table(problem["rows"], budget)
        start = time.perf_counter()
        try:
            search(problem["choices"], table, seed)
        except Table.Spent:
            pass
        print(json.dumps({"seed": seed, "proposals": table.proposals, "seconds": time.perf_counter() - start, "order": table.order}), flush=True)


if __name__ == "__main__":
    main()
