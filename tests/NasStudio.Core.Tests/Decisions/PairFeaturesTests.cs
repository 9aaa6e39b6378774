using NasStudio.Core.Decisions;

namespace NasStudio.Core.Tests.Decisions;

public sealed class PairFeaturesTests
{
    [Fact]
    public void Encode_TwoDecisionsAndASwitchedOne_PutsPairsAfterTheChoices()
    {
        var space = new DecisionSpace([ExampleSpaces.Of("a", 1, 2), ExampleSpaces.Of("b", 1, 2, 3) with { ActiveWhen = [new(0, [1])] }]);
        var pairs = new PairFeatures(space);

        Assert.Equal(2 + 3 + 6, pairs.Length);
        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1], pairs.Encode(space.Canonical([1, 2])));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], pairs.Encode(space.Canonical([0, 0])));
    }

    [Theory]
    [MemberData(nameof(ExampleSpaces.Names), MemberType = typeof(ExampleSpaces))]
    public void Encode_AnyArchitecture_StartsWithOneHotAndHasItsPairs(string name)
    {
        var space = ExampleSpaces.All[name];
        var pairs = new PairFeatures(space);
        var columns = new Dictionary<int, (int, int)>();
        foreach (var architecture in ExampleSpaces.BruteForce(space))
        {
            var (singles, features) = (space.OneHot(architecture), pairs.Encode(architecture));
            int[] ones = [.. Enumerable.Range(0, singles.Length).Where(index => singles[index] == 1)];
            int[] both = [.. Enumerable.Range(singles.Length, pairs.Length - singles.Length).Where(index => features[index] == 1)];
            var taken = ones.SelectMany((second, i) => ones.Take(i).Select(first => (first, second))).ToArray();

            Assert.Equal(singles, features.Take(singles.Length));
            Assert.Equal(taken.Length, both.Length);

            // One and the same column for the same pair in every architecture.
            foreach (var (index, pair) in both.Zip(taken))
            {
                Assert.Equal(pair, columns.TryAdd(index, pair) ? pair : columns[index]);
            }
        }

        Assert.Equal(columns.Count, columns.Values.Distinct().Count());
    }

    [Fact]
    public void Length_PairsBeyondTheLimit_IsThatOfOneHot()
    {
        // 48 choices and 66 pairs of decisions of 16 pairs of choices each.
        var (space, exact) = (ExampleSpaces.Large, 48 + (66 * 16));
        var architecture = space.First()!;

        Assert.Equal((exact, true), (new PairFeatures(space, exact).Length, new PairFeatures(space, exact).HasPairs));
        Assert.Equal((48, false), (new PairFeatures(space, exact - 1).Length, new PairFeatures(space, exact - 1).HasPairs));
        Assert.Equal(space.OneHot(architecture), new PairFeatures(space, 0).Encode(architecture));
    }

    [Fact]
    public void Ones_AnyArchitecture_AreTheOnesOfItsEncoding()
    {
        var space = ExampleSpaces.Switched;
        var pairs = new PairFeatures(space);
        var ones = new int[pairs.MostOnes];

        foreach (var architecture in ExampleSpaces.BruteForce(space))
        {
            var features = pairs.Encode(architecture);
            var count = pairs.Ones(architecture, ones);
            Assert.Equal(Enumerable.Range(0, features.Length).Where(index => features[index] == 1), ones.Take(count).Order());
        }
    }
}
