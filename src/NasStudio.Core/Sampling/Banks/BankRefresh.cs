namespace NasStudio.Core.Sampling.Banks;

/// <summary>
/// When scores are taken again: all banks on the first batch of each epoch, and at the first three quarters of an epoch the
/// banks of the step's levels (ElasticViT's reference code).
/// </summary>
internal sealed record BankRefresh(long StepsPerEpoch)
{
    /// <param name="visited">Levels of the step.</param>
    public IEnumerable<int> Levels(long step, int levels, IEnumerable<int> visited)
    {
        var position = step % StepsPerEpoch;
        return position == 0 ? Enumerable.Range(0, levels)
            : Enumerable.Range(1, 3).Any(quarter => position == quarter * StepsPerEpoch / 4) ? visited.Distinct().Order()
            : [];
    }
}
