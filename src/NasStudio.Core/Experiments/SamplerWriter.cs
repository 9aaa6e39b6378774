using System.Text.Json;

namespace NasStudio.Core.Experiments;

/// <summary>Writes "training.sampler" with every field that its sampler knows.</summary>
internal static class SamplerWriter
{
    public static void Write(Utf8JsonWriter json, SamplerOptions sampler)
    {
        json.WriteStartObject("sampler");
        json.WriteString("name", sampler.Name);
        json.WriteNumber("randomSubnets", sampler.RandomSubnets);
        if (sampler.Name == "sandwich")
        {
            json.WriteNumber("distillAfter", sampler.DistillAfter);
        }

        if (sampler.HasLevels)
        {
            WriteLevels(json, sampler.Levels);
        }

        if (sampler.HasBank)
        {
            WriteBank(json, sampler.Bank);
        }

        json.WriteEndObject();
    }

    private static void WriteLevels(Utf8JsonWriter json, LevelOptions levels)
    {
        json.WriteString("mode", levels.Mode);
        if (levels.Macs.Count == 0)
        {
            json.WriteNumber("levels", levels.Count);
        }
        else
        {
            json.WriteStartArray("levels");
            foreach (var macs in levels.Macs)
            {
                json.WriteNumberValue(macs);
            }

            json.WriteEndArray();
        }

        json.WriteNumber("window", levels.Window);
        json.WriteString("smallest", levels.Smallest);
        if (levels.Smallest == "hierarchical")
        {
            json.WriteNumber("smallestSubnets", levels.SmallestSubnets);
        }
    }

    private static void WriteBank(Utf8JsonWriter json, BankOptions bank)
    {
        json.WriteStartObject("bank");
        json.WriteNumber("capacity", bank.Capacity);
        json.WriteString("pick", bank.Pick);
        json.WriteNumber("exploitFirst", bank.ExploitFirst);
        json.WriteNumber("exploitLast", bank.ExploitLast);
        json.WriteNumber("candidates", bank.Candidates);
        json.WriteEndObject();
    }
}
