namespace NasStudio.Web.Predictors;

/// <summary>Kinds of predictors as people call them.</summary>
internal static class PredictorWords
{
    public static string Of(string kind) => kind switch
    {
        "forest" => "Random forest",
        "gp" => "Gaussian process",
        "mlp" => "Perceptrons",
        "ridge" => "Ridge",
        _ => kind,
    };

    /// <summary>Within a sentence.</summary>
    public static string InSentence(string kind) => kind switch
    {
        "forest" => "a random forest",
        "gp" => "a Gaussian process",
        "mlp" => "perceptrons",
        "ridge" => "ridge regression",
        _ => kind,
    };
}
