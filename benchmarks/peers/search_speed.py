"""The peers of benchmark `search-speed`: one figure of Optuna or DEAP, in CPU time of this process.

Usage: search_speed.py ask-tell | sqlite | variation | front

ask-tell: trials a CPU-second of Optuna's NSGA-II in memory, six decisions of five choices and two costs as in NAS-Bench-201;
sqlite: the same kept in an SQLite file; variation: offspring a CPU-second of DEAP's NSGA-II (selNSGA2, tournament, uniform
crossover, mutation) with costs that are two table look-ups a decision; front: microseconds a point of DEAP's first front
(sortLogNondominated) and its hypervolume, of a uniform cloud.
"""

import os
import random
import sys
import tempfile
import time

DECISIONS, CHOICES = 6, 5
TRIALS, STORED, OFFSPRING, POINTS, POPULATION = 500, 40, 10000, 10000, 64


def worth():
    """Two costs of each choice."""
    draw = random.Random(1)
    return [[(draw.random(), draw.random()) for _ in range(CHOICES)] for _ in range(DECISIONS)]


def costs(table, choices):
    return tuple(sum(table[i][choice][cost] for i, choice in enumerate(choices)) for cost in (0, 1))


def ask_tell(trials, storage=None):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(
        directions=["minimize", "minimize"], storage=storage, sampler=optuna.samplers.NSGAIISampler(population_size=POPULATION, seed=1)
    )
    table = worth()
    start = time.process_time()
    for _ in range(trials):
        trial = study.ask()
        study.tell(trial, costs(table, [trial.suggest_categorical(f"d{i}", list(range(CHOICES))) for i in range(DECISIONS)]))
    return trials / (time.process_time() - start)


def sqlite():
    with tempfile.TemporaryDirectory() as folder:
        return ask_tell(STORED, "sqlite:///" + os.path.join(folder, "study.db"))


def variation():
    from deap import base, creator, tools

    random.seed(1)
    creator.create("Costs", base.Fitness, weights=(-1.0, -1.0))
    creator.create("Subnet", list, fitness=creator.Costs)
    table = worth()
    population = [creator.Subnet(random.randrange(CHOICES) for _ in range(DECISIONS)) for _ in range(POPULATION)]
    for member in population:
        member.fitness.values = costs(table, member)
    population = tools.selNSGA2(population, len(population))
    made = 0
    start = time.process_time()
    while made < OFFSPRING:
        offspring = [creator.Subnet(member) for member in tools.selTournamentDCD(population, len(population))]
        for first, second in zip(offspring[::2], offspring[1::2]):
            tools.cxUniform(first, second, 0.5)
            for child in (first, second):
                tools.mutUniformInt(child, 0, CHOICES - 1, 1 / DECISIONS)
        for member in offspring:
            member.fitness.values = costs(table, member)
        made += len(offspring)
        population = tools.selNSGA2(population + offspring, len(population))
    return made / (time.process_time() - start)


def front():
    from deap import base, creator, tools
    from deap.benchmarks.tools import hypervolume

    random.seed(1)
    creator.create("Costs", base.Fitness, weights=(-1.0, -1.0))
    creator.create("Point", list, fitness=creator.Costs)
    points = []
    for _ in range(POINTS):
        point = creator.Point()
        point.fitness.values = (random.random(), random.random())
        points.append(point)
    start = time.process_time()
    first = tools.emo.sortLogNondominated(points, len(points), first_front_only=True)
    assert hypervolume(first, [1.1, 1.1]) > 0
    return 1e6 * (time.process_time() - start) / POINTS


def main():
    figures = {"ask-tell": lambda: ask_tell(TRIALS), "sqlite": sqlite, "variation": variation, "front": front}
    print(figures[sys.argv[1]]())


if __name__ == "__main__":
    main()
