using System.Collections.Concurrent;
using TorchSharp;

namespace NasStudio.Torch.Runtime;

/// <summary>
/// Threads that compute side by side, each on one core. Small kernels gain little from two threads, two subnets at once
/// nearly double; and no thread spins at a barrier when others want the machine. What a job computes does not depend on
/// the lane that takes it, so results do not depend on the number of lanes.
/// </summary>
internal sealed class Lanes : IDisposable
{
    private readonly BlockingCollection<Task> _jobs = [];
    private readonly Thread[] _threads;

    /// <summary>As many lanes as <see cref="TorchRuntime.Threads"/>; with one, jobs run on the caller's thread.</summary>
    public Lanes()
    {
        var count = TorchRuntime.Threads > 1 ? TorchRuntime.Threads : 0;
        using var started = new CountdownEvent(count);
        _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(() => Work(started)) { IsBackground = true, Name = "torch lane" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }

        // A lane's setting holds for itself, but is also the default of threads to come: put that back.
        started.Wait();
        torch.set_num_threads(TorchRuntime.Threads);
    }

    /// <summary>
    /// Runs the jobs, begun in this order, and returns their results in this order. A job may wait for an earlier one. A
    /// single job runs on the caller's thread, with all cores. Jobs have dispose scopes of their own: what they return must
    /// be detached.
    /// </summary>
    /// <exception cref="Exception">The first job's, in order, that threw; all have ended by then.</exception>
    public T[] Run<T>(IEnumerable<Func<T>> jobs)
    {
        Task<T>[] tasks = [.. jobs.Select(job => new Task<T>(job))];
        foreach (var task in tasks)
        {
            if (_threads.Length == 0 || tasks.Length == 1)
            {
                task.RunSynchronously();
            }
            else
            {
                _jobs.Add(task);
            }
        }

        return Task.WhenAll(tasks).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _jobs.CompleteAdding();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _jobs.Dispose();
    }

    private void Work(CountdownEvent started)
    {
        // A thread takes the process's default when libtorch first asks for it, so ask before setting.
        _ = torch.get_num_threads();
        torch.set_num_threads(1);
        started.Signal();
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            job.RunSynchronously();
        }
    }
}
