using NasStudio.Core.Costs;

namespace NasStudio.Core.Spaces;

/// <summary>What a walk looks for.</summary>
/// <param name="Sign">1: the most, −1: the least.</param>
internal sealed record WalkGoal(int Sign, Func<NetworkCost, long> Cost)
{
    public static WalkGoal MostMacs { get; } = new(1, cost => cost.Macs);

    public static WalkGoal LeastMacs { get; } = new(-1, cost => cost.Macs);

    public static WalkGoal MostParameters { get; } = new(1, cost => cost.Parameters);

    public static WalkGoal LeastParameters { get; } = new(-1, cost => cost.Parameters);
}
