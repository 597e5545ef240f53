/* The limit of a Merkle tree of RFC 6962 on one core: leaves of 64 bytes, hashed by libcrypto's
   own low-level calls (no lookup of the algorithm), nothing kept but the edge. */
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void hash(unsigned char kind, const unsigned char *data, unsigned char *out) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, &kind, 1);
    SHA256_Update(&context, data, 64);
    SHA256_Final(out, &context);
}

int main(int count, char **words) {
    long leaves = atol(words[1]);
    unsigned char edge[64][32];
    int depth = 0;
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (long index = 0; index < leaves; index++) {
        unsigned char leaf[64] = {0};
        memcpy(leaf, &index, sizeof index);
        hash(0, leaf, edge[depth++]);
        for (long rest = index; rest & 1; rest >>= 1) {
            depth--;
            hash(1, edge[depth - 1], edge[depth - 1]);
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9;
    printf("%.0f\n", leaves / seconds);
    return 0;
}
