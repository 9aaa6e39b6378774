namespace NasStudio.Core.Search;

/// <summary>What an inner search minimises: a model's word on many thousand candidates, none of which is evaluated.</summary>
internal interface ICandidateCosts
{
    /// <summary>Costs of a subnet.</summary>
    int Count { get; }

    /// <summary>Writes the expected costs of a canonical choice vector and returns its expected violation, 0 where feasible.</summary>
    double Predict(ReadOnlySpan<int> choices, Span<double> costs);
}
