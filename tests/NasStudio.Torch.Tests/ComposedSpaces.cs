using NasStudio.Core.Spaces;

namespace NasStudio.Torch.Tests;

internal static class ComposedSpaces
{
    /// <summary>
    /// Every construct on maps small enough for a test: widths and sizes that differ by alternative, tied and free
    /// repetitions, branches concatenated and added, a layer that looks back.
    /// </summary>
    public static SearchSpace Small { get; } = new(SearchSpaceReader.Read("""
        {
          "schemaVersion": 1, "name": "composed", "input": { "resolution": 9 }, "stem": { "width": [4, 8], "stride": 1 },
          "body": [
            { "or": [{ "layer": "conv", "width": [8, 12], "kernel": [1, 3] }, { "layer": "pool", "window": 2, "stride": 2 }, { "layer": "identity" }], "name": "mix" },
            { "repeat": [1, 2], "tie": false, "body": [{ "layer": "mbconv", "width": [8, 16], "expand": [1, 2], "kernel": [3, 5], "shortcut": "projection" }] },
            { "repeat": [1, 2], "body": [{ "concat": [{ "layer": "conv", "width": [4, 6] }, { "layer": "identity" }] }, { "layer": "conv", "kernel": 1, "width": [8, 16] }] },
            { "add": [{ "layer": "conv", "kernel": [1, 3] }, { "optional": [{ "layer": "depthwise" }] }] },
            { "layer": "transformer", "headDim": 8, "reductionExpand": 2, "when": { "decision": "mix", "is": ["conv", "pool"] } }
          ]
        }
        """));
}
