using System.Globalization;
using NasStudio.Core.Objectives;
using NasStudio.Web.Neighbours;
using NasStudio.Web.Predictors;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>Values of neighbours in words.</summary>
internal static class NeighbourText
{
    public static string Value(string objective, double value, bool ofTable) => ofTable ? Figures.Plain(value) : objective switch
    {
        "accuracy" => Figures.Percent(value),
        "latency" => Figures.Milliseconds(value),
        _ => Figures.Count(value),
    };

    /// <summary>"+0.31 points" of an accuracy, "−12.4 %" of what is counted or timed, a plain number of a table.</summary>
    public static string Difference(string objective, double difference, double value, bool ofTable)
    {
        if (ofTable)
        {
            return Signed(difference, "G4", "");
        }

        var own = value - difference;
        return objective == ObjectiveDefinition.Accuracy.Name ? Signed(difference * 100, "F2", " points")
            : own > 0 ? Signed(100 * difference / own, "F1", " %")
            : "";
    }

    public static (string Mark, string Word) Of(Outlook outlook) => outlook switch
    {
        Outlook.Better => ("▲", "Better"),
        Outlook.Trade => ("◆", "Trade-off"),
        Outlook.Same => ("＝", "Same"),
        Outlook.Worse => ("▼", "Worse"),
        Outlook.Infeasible => ("✕", "Infeasible"),
        _ => ("?", "Not known"),
    };

    /// <summary>What a model is and how far off it was.</summary>
    public static string Of(string objective, NeighbourModel model)
    {
        var error = objective == ObjectiveDefinition.Accuracy.Name && model.Error is { } points
            ? string.Create(CultureInfo.CurrentCulture, $"off by {points * 100:F2} points (root mean square)")
            : model.RelativeError is { } part ? string.Create(CultureInfo.CurrentCulture, $"off by {part * 100:F1} %") : "of unknown error";
        var tau = model.KendallTau is { } known ? string.Create(CultureInfo.CurrentCulture, $", Kendall’s τ {known:F2}") : "";
        return string.Create(CultureInfo.CurrentCulture, $"estimated by {PredictorWords.InSentence(model.Name)}, fitted to {model.Samples:N0} evaluations of this run: {error} on those held out{tau}. Smaller differences mean little.");
    }

    private static string Signed(double value, string format, string unit)
    {
        var text = Math.Abs(value).ToString(format, CultureInfo.CurrentCulture);
        return $"{(value > 0 ? "+" : value < 0 ? "−" : "±")}{text}{unit}";
    }
}
