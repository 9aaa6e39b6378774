using NasStudio.Runs.Experiments;

namespace NasStudio.Runs.Tests.Scheduling;

public sealed class HiddenExperimentsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("nasstudio-hidden-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task ExecuteAsync_UndoTimeIsOver_IsGoneForGoodAndAYoungerDeletionIsNot()
    {
        await using var studio = new TestStudio();
        var old = await HiddenAsync(studio);
        await studio.Hidden.StartAsync(None);
        studio.Time.Advance(studio.Options.UndoDelete / 2);
        var young = await HiddenAsync(studio);
        var deleted = NextDeletion(studio);

        studio.Time.Advance((studio.Options.UndoDelete / 2) + TimeSpan.FromMinutes(1));

        Assert.Equal([old.Run], await deleted);
        Assert.False(await studio.Store.RestoreExperimentAsync(old.Experiment, None));
        Assert.True(await studio.Store.RestoreExperimentAsync(young.Experiment, None));
        await studio.Hidden.StopAsync(None);
    }

    [Fact]
    public async Task ExecuteAsync_DeletedBeforeARestart_IsGoneAtTheNextStartAndDoesNotComeBack()
    {
        Guid experiment, run;
        await using (var before = new TestStudio(_home.FullName))
        {
            (experiment, run) = await HiddenAsync(before);
        }

        await using (var after = new TestStudio(_home.FullName))
        {
            after.Time.Advance(after.Options.UndoDelete + TimeSpan.FromSeconds(1));
            Assert.Empty(await after.Store.ListExperimentsAsync(None));
            var deleted = NextDeletion(after);
            await after.Hidden.StartAsync(None);
            Assert.Equal([run], await deleted);
            await after.Hidden.StopAsync(None);
        }

        await using var later = new TestStudio(_home.FullName);
        Assert.Empty(await later.Store.ListExperimentsAsync(None));
        Assert.Null(await later.Store.FindRunAsync(run, None));
        Assert.False(await later.Store.RestoreExperimentAsync(experiment, None));
    }

    private static async Task<(Guid Experiment, Guid Run)> HiddenAsync(TestStudio studio)
    {
        var run = await studio.LaunchedRunAsync();
        await studio.Store.EndRunAsync(run.Id, run.Launch, RunState.Canceled, null, None);
        Assert.True(await studio.Store.HideExperimentAsync(run.ExperimentId, None));
        return (run.ExperimentId, run.Id);
    }

    /// <summary>Subscribes at once; the runs that were deleted.</summary>
    private static Task<IReadOnlyList<Guid>> NextDeletion(TestStudio studio)
    {
        var deleted = new TaskCompletionSource<IReadOnlyList<Guid>>(TaskCreationOptions.RunContinuationsAsynchronously);
        studio.Store.Committed += commit =>
        {
            if (commit.DeletedRuns is { } runs)
            {
                deleted.TrySetResult([.. runs]);
            }
        };
        return deleted.Task.Soon();
    }
}
