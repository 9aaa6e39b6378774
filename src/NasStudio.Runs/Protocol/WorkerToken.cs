using System.Security.Cryptography;
using System.Text;

namespace NasStudio.Runs.Protocol;

/// <summary>The secret of one launch: 256 random bits, given to the worker in a file of its own, stored only as a hash.</summary>
public static class WorkerToken
{
    public static string Create() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, hexadecimal. The token has full entropy, so no salt and no slow hash are needed.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compares two hashes in constant time.</summary>
    public static bool Matches(string hash, string? stored) =>
        stored is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(hash), Encoding.UTF8.GetBytes(stored));
}
