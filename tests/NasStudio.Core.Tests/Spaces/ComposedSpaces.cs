using NasStudio.Core.Spaces;

namespace NasStudio.Core.Tests.Spaces;

internal static class ComposedSpaces
{
    /// <summary>
    /// Every construct: widths and sizes that differ by alternative, tied and free repetitions, a layer that looks back to
    /// its own repetition and one that looks back to another node, branches concatenated and added.
    /// </summary>
    public const string All = """
        {
          "schemaVersion": 1, "name": "composed",
          "input": { "channels": 2, "resolution": [8, 12] },
          "stem": { "width": [4, 8], "kernel": [1, 3], "stride": 1, "activation": "relu" },
          "body": [
            { "or": [
                { "layer": "conv", "width": [8, 12], "kernel": [1, 3] },
                [{ "layer": "depthwise", "kernel": [3, 5] }, { "layer": "conv", "kernel": 1, "width": 16, "activation": "swish" }],
                { "layer": "identity" }], "name": "mix" },
            { "repeat": [1, 3], "name": "deep", "tie": false, "body": [
                { "layer": "mbconv", "expand": [1, 2], "kernel": [3, 5], "width": [8, 16], "shortcut": "projection" },
                { "or": [{ "layer": "pool" }, { "layer": "identity" }], "name": "rest" },
                { "layer": "conv", "kernel": [1, 3], "when": { "decision": "rest", "is": "pool" } }] },
            { "optional": [{ "layer": "pool", "window": 2, "stride": 2 }], "name": "shrink" },
            { "concat": [
                [{ "layer": "conv", "width": 4 }],
                { "layer": "identity" },
                { "layer": "conv", "width": [2, 6], "when": { "decision": "mix", "is": ["conv", "identity"] } }], "name": "join" },
            { "repeat": [1, 2], "name": "tied", "body": [
                { "layer": "mbconv", "width": [8, 24], "expand": 2, "squeezeExcite": 0.25, "shortcut": "projection" },
                { "or": [{ "layer": "conv", "width": [8, 32] }, { "layer": "identity" }], "name": "pick" }] },
            { "add": [{ "layer": "conv", "kernel": [1, 3] }, { "layer": "identity" }] },
            { "layer": "transformer", "width": [16, 32], "stride": 2, "headDim": 8, "when": { "decision": "shrink", "is": ["no"] } }
          ],
          "head": { "expand": 2, "width": [16, 24] }
        }
        """;

    /// <summary>A space with this body, maps of 8 × 8, a stem of 4 channels and no hidden layer.</summary>
    public static SearchSpace Of(string body) => new(SearchSpaceReader.Read(Json(body)));

    public static string Json(string body) =>
        $$"""{ "schemaVersion": 1, "name": "small", "input": { "resolution": 8 }, "stem": { "width": 4, "stride": 1 }, "body": {{body}} }""";
}
