using System.Collections.Immutable;
using System.Globalization;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>The command line of the ablation.</summary>
/// <param name="Minutes">After which it stops between two steps; null: when all is done.</param>
/// <param name="Folder">Where unfinished trainings are kept.</param>
/// <param name="Cell">The one training of a child process; null in the process that starts them.</param>
internal sealed record AblationOptions(
    ImmutableArray<string> Arms,
    ImmutableArray<int> Seeds,
    int Steps,
    double? Minutes,
    int Processes,
    string Folder,
    bool Summary,
    AblationCell? Cell)
{
    /// <summary>Seed by seed, so that a campaign cut short has whole pairs.</summary>
    public IEnumerable<AblationCell> Cells => from seed in Seeds from arm in Arms select new AblationCell(arm, seed, Steps);

    public string FolderOf(AblationCell cell) => Path.Combine(Folder, cell.ToString());

    /// <exception cref="ArgumentException">An option is unknown or has no valid value.</exception>
    public static AblationOptions Parse(IReadOnlyList<string> options)
    {
        var parsed = new AblationOptions(["A0", "A1", "A5", "A6"], [1, 2, 3, 4, 5], 3000, null, 2, Path.Combine(Path.GetTempPath(), "nasstudio-ablation"), false, null);
        for (var i = 0; i < options.Count; i += 2)
        {
            if (options[i] == "--summary")
            {
                parsed = parsed with { Summary = true };
                i--;
                continue;
            }

            var value = i + 1 < options.Count ? options[i + 1] : throw new ArgumentException($"{options[i]} needs a value.", nameof(options));
            parsed = options[i] switch
            {
                "--arms" => parsed with { Arms = [.. value.Split(',').Select(name => AblationArm.Of(name).Name)] },
                "--seeds" => parsed with { Seeds = SeedsOf(value) },
                "--steps" => parsed with { Steps = StepsOf(value) },
                "--minutes" => parsed with { Minutes = NumberOf(options[i], value, 0, 100_000) },
                "--processes" => parsed with { Processes = (int)NumberOf(options[i], value, 1, 64) },
                "--folder" => parsed with { Folder = Path.GetFullPath(value) },
                "--run" => parsed with { Cell = CellOf(value) },
                _ => throw new ArgumentException($"There is no option {options[i]}; use --arms, --seeds, --steps, --minutes, --processes, --folder or --summary.", nameof(options)),
            };
        }

        return parsed;
    }

    /// <summary>The command line of the child that does one cell.</summary>
    public IEnumerable<string> ChildArguments(string benchmark, AblationCell cell, double? minutes) =>
    [
        benchmark, "--run", cell.ToString(), "--folder", Folder,
        .. minutes is { } left ? ["--minutes", left.ToString("F3", CultureInfo.InvariantCulture)] : Array.Empty<string>(),
    ];

    private static int StepsOf(string text) => NumberOf("--steps", text, 1, 10_000_000) is var steps && steps % AblationSetting.StepsPerEpoch == 0
        ? (int)steps
        : throw new ArgumentException($"--steps {text} is no multiple of {AblationSetting.StepsPerEpoch}, the steps of an epoch; use 3000, for example.", nameof(text));

    private static AblationCell CellOf(string text) => text.Split('-') is [var arm, var seed, var steps]
        ? new(AblationArm.Of(arm).Name, (int)NumberOf("--run", seed, 0, int.MaxValue), StepsOf(steps))
        : throw new ArgumentException($"--run {text} is not like A1-2-3000: arm, seed, steps.", nameof(text));

    /// <summary>"1-5" or "1,3,8".</summary>
    private static ImmutableArray<int> SeedsOf(string text) => text.Split('-') is [var first, var last]
        ? [.. Enumerable.Range(Seed(first), Math.Max(0, Seed(last) - Seed(first) + 1))]
        : [.. text.Split(',').Select(Seed)];

    private static int Seed(string text) => (int)NumberOf("--seeds", text, 0, 1_000_000);

    private static double NumberOf(string option, string text, double minimum, double maximum) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} {text} is no number from {minimum} to {maximum}."), nameof(text));
}
