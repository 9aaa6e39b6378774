using NasStudio.Runs.Feeds;

namespace NasStudio.Web.Columns;

/// <summary>The choice indices of subnets, one column a decision, one after another.</summary>
/// <param name="Decisions">Columns.</param>
/// <param name="Width">Bytes of one index: 1, or 2 where a decision has more than 256 choices.</param>
/// <param name="Data">Little-endian; in JSON base64.</param>
public sealed record ChoiceColumns(int Decisions, int Width, byte[] Data)
{
    public static readonly ChoiceColumns None = new(0, 1, []);

    public static ChoiceColumns Of(ReadOnlySpan<Subnet> subnets)
    {
        var (decisions, largest) = (0, 0);
        foreach (var subnet in subnets)
        {
            decisions = Math.Max(decisions, subnet.Search.Choices.Length);
            foreach (var choice in subnet.Search.Choices)
            {
                largest = Math.Max(largest, choice);
            }
        }

        var width = largest > byte.MaxValue ? 2 : 1;
        var data = new byte[decisions * width * subnets.Length];
        for (var row = 0; row < subnets.Length; row++)
        {
            var choices = subnets[row].Search.Choices;
            for (var decision = 0; decision < choices.Length; decision++)
            {
                var at = ((decision * subnets.Length) + row) * width;
                data[at] = (byte)(choices[decision] & 0xFF);
                if (width == 2)
                {
                    data[at + 1] = (byte)(choices[decision] >> 8);
                }
            }
        }

        return new(decisions, width, data);
    }
}
