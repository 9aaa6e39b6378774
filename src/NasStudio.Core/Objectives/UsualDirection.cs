using System.Collections.Immutable;

namespace NasStudio.Core.Objectives;

/// <summary>Which way an objective is usually searched, told from the words of its name ("latency_ms_pixel3").</summary>
public static class UsualDirection
{
    private static readonly ImmutableArray<string> Maximized = ["accuracy", "acc", "top1", "top5", "map", "bleu", "auc"];

    private static readonly ImmutableArray<string> Minimized =
        ["latency", "macs", "flops", "parameters", "params", "loss", "error", "energy", "memory", "size", "time", "ms"];

    /// <summary>Null where the name says nothing, or two things.</summary>
    public static Direction? Of(string objective)
    {
        var words = objective.ToLowerInvariant().Split('_', '-', '.', ' ');
        return (words.Any(Maximized.Contains), words.Any(Minimized.Contains)) switch
        {
            (true, false) => Direction.Maximize,
            (false, true) => Direction.Minimize,
            _ => null,
        };
    }
}
