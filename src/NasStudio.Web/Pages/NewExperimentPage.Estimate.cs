using Microsoft.AspNetCore.Components;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Estimates;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Experiments;

namespace NasStudio.Web.Pages;

/// <summary>The estimate of the newest valid version of the draft, and the short run that measures this machine.</summary>
public sealed partial class NewExperimentPage
{
    private Estimate? _estimate;
    private ExperimentDocument? _estimated;
    private Guid? _measuring;
    private IDisposable? _finished;

    [Inject]
    private ExperimentEstimates Estimates { get; set; } = default!;

    [Inject]
    private IRunFeeds Feeds { get; set; } = default!;

    /// <param name="document">Null while the draft is broken: the estimate before it stays.</param>
    private async Task EstimateAsync(ExperimentDocument? document, CancellationToken replaced)
    {
        if (document is null)
        {
            return;
        }

        _estimated = document;
        _estimate = await Estimates.OfAsync(document, replaced);
        await InvokeAsync(StateHasChanged);
    }

    private async Task MeasureAsync()
    {
        try
        {
            var measurement = await Estimates.MeasureAsync(_draft!.Text, _left.Token);
            _measuring = measurement.Id;
            _finished ??= Feeds.SubscribeToAll(() => _ = InvokeAsync(LookAtMeasurementAsync));
            await LookAtMeasurementAsync();
        }
        catch (DocumentException refused)
        {
            Notices.Add(string.Join(" ", refused.Errors.Select(error => error.Message)), MudBlazor.Severity.Error);
        }
    }

    /// <summary>Estimates again as soon as the short run has ended.</summary>
    private async Task LookAtMeasurementAsync()
    {
        try
        {
            if (_measuring is not { } id || (await Store.FindExperimentAsync(id, _left.Token))?.NewestRun is not { Ended: not null } run)
            {
                return;
            }

            _measuring = null;
            if (run.State is not RunState.Completed)
            {
                Notices.Add("The measurement did not end well; its page says why.", MudBlazor.Severity.Warning);
            }

            await EstimateAsync(_estimated, _left.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
