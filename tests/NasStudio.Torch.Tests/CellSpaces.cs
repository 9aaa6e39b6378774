using NasStudio.Core.Spaces;

namespace NasStudio.Torch.Tests;

internal static class CellSpaces
{
    /// <summary>Every operation of a cell on maps small enough to train in a test.</summary>
    public static SearchSpace Small { get; } = new(SearchSpaceReader.Read("""
        {
          "schemaVersion": 1, "name": "cells", "input": { "resolution": 9 }, "stem": { "width": 8, "stride": 1 },
          "cell": { "nodes": 4, "stacks": [{ "width": 8, "depth": [1, 2] }, { "width": 16, "depth": 1 }] }
        }
        """));
}
