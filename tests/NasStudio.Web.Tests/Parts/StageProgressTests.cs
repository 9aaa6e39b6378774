using Bunit;
using MudBlazor.Services;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class StageProgressTests : BunitContext
{
    private static readonly RunRow Searching = new(
        Guid.Empty, Guid.Empty, 1, RunState.Running, 1, null, RunStages.Search, 0.5, null, null, 10, 20, null, DateTimeOffset.UnixEpoch, null, null, null);

    [Fact]
    public void Render_SubnetsTrainedAlone_ShowsThatStageBeforeTheReport()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;

        var part = Render<StageProgress>(parameters => parameters.Add(it => it.Run, Searching).Add(it => it.TrainsAlone, true));

        Assert.Equal(
            ["Prepare, done", "Train supernet, done", "Search, under way", "Train alone, to come", "Report, to come"],
            part.FindAll("li").Select(item => item.TextContent.Trim()));
    }

    [Theory]
    [InlineData(false, false, new[] { "Prepare, done", "Train supernet, done", "Search, under way", "Report, to come" })]
    [InlineData(false, true, new[] { "Prepare, done", "Train supernet, done", "Score candidates, done", "Search, under way", "Report, to come" })]
    [InlineData(true, false, new[] { "Prepare, done", "Search, under way" })]
    public void Render_Search_NamesOnlyTheStagesThatTheRunHas(bool onATable, bool scoresCandidates, string[] stages)
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;

        var part = Render<StageProgress>(parameters => parameters.Add(it => it.Run, Searching).Add(it => it.OnATable, onATable).Add(it => it.ScoresCandidates, scoresCandidates));

        Assert.Equal(stages, part.FindAll("li").Select(item => item.TextContent.Trim()));
    }
}
