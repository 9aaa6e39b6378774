using NasStudio.Core.Costs;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Objectives;

public sealed class CountedObjectivesTests
{
    [Fact]
    public void Measure_MacsAndParameters_AreTheNetworksCostAtEveryFidelity()
    {
        var space = new SearchSpace(BuiltInSpaces.Find("hybrid-tiny")!);
        var candidate = new Candidate(space.Largest, space.Expand(space.Largest, space.DefaultInput));
        var cost = NetworkCost.Of(candidate.Network);

        foreach (var fidelity in Enum.GetValues<Fidelity>())
        {
            Assert.Equal(new Measurement(cost.Macs), new MacsObjective().Measure(candidate, fidelity));
            Assert.Equal(new Measurement(cost.Parameters), new ParametersObjective().Measure(candidate, fidelity));
        }
    }

    [Fact]
    public void Definition_EachObjective_IsOneOfTheKnown() => Assert.Equal(
        [ObjectiveDefinition.Macs, ObjectiveDefinition.Parameters],
        new IObjective[] { new MacsObjective(), new ParametersObjective() }.Select(objective => objective.Definition));
}
