using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NasStudio.Runs.Scheduling;

/// <summary>Removes the folders of deleted runs, in the background. If the process dies before, they only take up space.</summary>
internal sealed class DeletedRunFolders(IRunStore store, StudioOptions options, ILogger<DeletedRunFolders> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Committed += OnCommitted;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        store.Committed -= OnCommitted;
        return Task.CompletedTask;
    }

    private void OnCommitted(StoreCommit commit)
    {
        foreach (var run in commit.DeletedRuns ?? [])
        {
            ThreadPool.UnsafeQueueUserWorkItem(Remove, options.RunFolder(run), preferLocal: false);
        }
    }

    private void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(error, "The folder {Folder} of a deleted run could not be removed", folder);
        }
    }
}
