using Microsoft.AspNetCore.Components;
using Microsoft.ML.OnnxRuntime;
using NasStudio.Core.Networks;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>A network's layers with what they cost; how long each takes is measured when somebody asks for it.</summary>
public sealed partial class LayerPanel : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private MeasuredLayers? _measured;
    private string? _problem;
    private bool _isMeasuring;

    [Parameter]
    [EditorRequired]
    public Network Network { get; set; } = default!;

    /// <summary>The blocks that the layers belong to, as the diagram shows them.</summary>
    [Parameter]
    public IReadOnlyList<NetworkBlock> Blocks { get; set; } = [];

    [Inject]
    private LayerLatencies Latencies { get; set; } = default!;

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private async Task MeasureAsync()
    {
        (_isMeasuring, _problem) = (true, null);
        try
        {
            _measured = await Latencies.MeasureAsync(Network, _left.Token);
        }
        catch (Exception error) when (error is InvalidOperationException or InvalidDataException or IOException or UnauthorizedAccessException or OnnxRuntimeException)
        {
            _problem = error.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            _isMeasuring = false;
        }
    }
}
