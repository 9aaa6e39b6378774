using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using NasStudio.Core.Decisions;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Tests.Subnets;

public sealed class SubnetListingTests
{
    private static readonly DecisionSpace Space = new(
    [
        new Decision("s1.depth", [new Choice(1), new Choice(2)]),
        new Decision("s1.kernel", [new Choice(3), new Choice(5)], new Condition(0, [1])),
    ]);

    /// <summary>Three architectures: shallow, deep with kernel 3, deep with kernel 5.</summary>
    private static readonly RunSnapshot Snapshot = SampleSnapshot.Of(
        [
            SampleSnapshot.Subnet("a1", accuracy: 0.8, latency: 3, feasible: true, 0, 0),
            SampleSnapshot.Subnet("b2", accuracy: 0.9, latency: 2, feasible: true, 1, 0),
            SampleSnapshot.Subnet("a3", accuracy: 0.8, latency: 1, feasible: false, 1, 1),
            SampleSnapshot.Subnet("b4", accuracy: double.NaN, latency: 0.5, feasible: true, 0, 0),
        ],
        front: [1]);

    [Theory]
    [InlineData("", new[] { 0, 1, 2, 3 })]
    [InlineData("sort=accuracy", new[] { 0, 2, 1, 3 })]
    [InlineData("sort=accuracy&order=desc", new[] { 1, 0, 2, 3 })]
    [InlineData("sort=latency", new[] { 3, 2, 1, 0 })]
    [InlineData("sort=front", new[] { 1, 3, 0, 2 })]
    [InlineData("sort=id", new[] { 0, 2, 1, 3 })]
    [InlineData("sort=evaluation&order=desc", new[] { 3, 2, 1, 0 })]
    [InlineData("front=true", new[] { 1 })]
    [InlineData("feasible=false", new[] { 2 })]
    [InlineData("feasible=true&sort=latency", new[] { 3, 1, 0 })]
    [InlineData("find=A", new[] { 0, 2 })]
    [InlineData("where=s1.depth:2", new[] { 1, 2 })]
    [InlineData("where=s1.depth:1|2&where=s1.kernel:5", new[] { 2 })]
    [InlineData("where=s1.kernel:3", new[] { 1 })]
    public void Rows_OfAnAddress_AreThoseItAsksForInItsOrder(string address, int[] expected) =>
        Assert.Equal(expected, SubnetListing.Rows(Snapshot, Query(address), Space, ObjectiveDefinition.Latency));

    [Fact]
    public void Rows_Selected_AreWhatFilterAndSelectionShare() =>
        Assert.Equal([1], SubnetListing.Rows(Snapshot, Query("where=s1.depth:2"), Space, null, ImmutableHashSet.Create(0, 1)));

    [Theory]
    [InlineData("")]
    [InlineData("sort=accuracy&order=desc&front=true&find=a1&where=s1.depth:1|2&where=s1.kernel:3")]
    [InlineData("feasible=false&sort=id")]
    public void Write_ThenRead_IsTheSameQuery(string address)
    {
        var written = Query(address).Write();
        var text = string.Join('&', written.Where(pair => pair.Value is not null).SelectMany(pair => pair.Value is string[] many
            ? many.Select(one => $"{pair.Key}={Uri.EscapeDataString(one)}")
            : [$"{pair.Key}={Convert.ToString(pair.Value, System.Globalization.CultureInfo.InvariantCulture)!.Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal)}"]));
        Assert.Equal(
            SubnetListing.Rows(Snapshot, Query(address), Space, null),
            SubnetListing.Rows(Snapshot, Query(text), Space, null));
        Assert.Equal(written.Values.Count(value => value is null), Query(text).Write().Values.Count(value => value is null));
    }

    [Theory]
    [InlineData("sort=beauty", "'beauty'", "evaluation, front, id, accuracy")]
    [InlineData("where=s9.kernel:3", "'s9.kernel'", "s1.depth, s1.kernel")]
    [InlineData("where=s1.kernel:3|7", "'7'", "3|5")]
    public void Errors_WhatDoesNotFit_GivesTheValueAndTheWayOut(string address, string value, string wayOut)
    {
        var error = Assert.Single(Query(address).Errors(Space, ["accuracy"]));
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Contains(wayOut, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fitting_OldAddress_KeepsWhatStillMeansSomething()
    {
        var query = Query("sort=beauty&where=s9.kernel:3&where=s1.depth:2&find=x").Fitting(Space, ["accuracy"]);
        Assert.Equal((null, "x"), (query.Sort, query.Find));
        Assert.Equal(["s1.depth"], query.Where.Keys);
    }

    private static SubnetQuery Query(string address) => SubnetQuery.Read(QueryHelpers.ParseQuery(address));
}
