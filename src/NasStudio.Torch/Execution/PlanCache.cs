using NasStudio.Core.Networks;

namespace NasStudio.Torch.Execution;

/// <summary>
/// Compiled plans of the networks used lately, by a key of the caller's. Two generations: when the young one is full the
/// old one is dropped, so memory is bounded and what is used again and again stays.
/// </summary>
internal sealed class PlanCache : IDisposable
{
    private const int Generation = 8;
    private readonly PositionIndices _positions = new();
    private Dictionary<object, Plan> _young = [];
    private Dictionary<object, Plan> _old = [];

    public Plan Get(object key, Func<Network> network)
    {
        if (_young.TryGetValue(key, out var plan))
        {
            return plan;
        }

        if (_young.Count == Generation)
        {
            (_old, _young) = (_young, []);
        }

        if (!_old.TryGetValue(key, out plan))
        {
            plan = new Plan(network(), _positions);
        }

        _young.Add(key, plan);
        return plan;
    }

    public void Dispose() => _positions.Dispose();
}
