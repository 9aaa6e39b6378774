using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Randomness;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Tables;

internal static class ExampleTables
{
    /// <summary>
    /// Six decisions of four choices, of whose 4,096 architectures the table has a fifth. Quality rises with even choices and
    /// falls with the cost, so neighbours resemble each other.
    /// </summary>
    public static Table Sparse { get; } = TableReader.Read(SparseCsv(fraction: 0.2));

    /// <summary>Of the same architectures some eighty.</summary>
    public static Table Few { get; } = TableReader.Read(SparseCsv(fraction: 0.02));

    public static Table Whole { get; } = TableReader.Read(SparseCsv(fraction: 1));

    public static TableProblem Problem(Table table, params (string Name, Direction Direction)[] objectives) => new(
        table,
        [.. objectives.Select(objective => new ObjectiveDefinition(objective.Name, objective.Name, objective.Direction, ""))],
        ImmutableSortedDictionary<string, Bound>.Empty);

    public static TableProblem QualityAgainstCost(Table table) => Problem(table, ("quality", Direction.Maximize), ("cost", Direction.Minimize));

    public static string SparseCsv(double fraction)
    {
        var random = new SeededRandom(1, "example table");
        var text = new StringBuilder("params_a,params_b,params_c,params_d,params_e,params_f,values_quality,values_cost\n");
        for (var number = 0; number < 4096; number++)
        {
            var choices = Enumerable.Range(0, 6).Select(digit => (number >> (2 * digit)) & 3).ToArray();
            if (random.NextDouble() < fraction)
            {
                var cost = choices.Sum() + (0.1 * choices[0]);
                var quality = (1 - Math.Exp(-cost / 8)) + (0.05 * choices.Count(choice => choice % 2 == 0)) - (0.02 * Math.Abs(choices[1] - choices[4]));
                text.AppendJoin(',', choices).Append(CultureInfo.InvariantCulture, $",{quality:R},{cost:R}\n");
            }
        }

        return text.ToString();
    }
}
