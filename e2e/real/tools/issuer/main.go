// Command issuer is an OpenID provider for tests, on loopback and over TLS. The protocol, the storage and the
// login page come from github.com/zitadel/oidc; this adds what Kubernetes needs to find in an ID token.
//
//	issuer settings.json
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
)

// settings is the file that rig/issuers.ts writes; the Node issuer reads the same format.
type settings struct {
	Issuer       string   `json:"issuer"`
	Port         int      `json:"port"`
	CertPath     string   `json:"certPath"`
	KeyPath      string   `json:"keyPath"`
	IDTokenTTLS  int      `json:"idTokenTtlS"`
	RedirectURIs []string `json:"redirectUris"`
	Clients      []struct {
		ID     string `json:"id"`
		Secret string `json:"secret"`
	} `json:"clients"`
	People     []person `json:"people"`
	LedgerPath string   `json:"ledgerPath"`
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: issuer settings.json")
	}
	set, err := readSettings(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	store := newStore(set)
	quiet := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	handler := withAccessLog(exampleop.SetupServer(set.Issuer, store, quiet, false))
	address := fmt.Sprintf("127.0.0.1:%d", set.Port)
	log.Fatal(http.ListenAndServeTLS(address, set.CertPath, set.KeyPath, handler))
}

func readSettings(path string) (settings, error) {
	var set settings
	raw, err := os.ReadFile(path)
	if err != nil {
		return set, err
	}
	return set, json.Unmarshal(raw, &set)
}

func newStore(set settings) store {
	clients := map[string]*storage.Client{}
	for _, c := range set.Clients {
		if c.Secret == "" {
			clients[c.ID] = storage.NativeClient(c.ID, set.RedirectURIs...)
		} else {
			clients[c.ID] = storage.WebClient(c.ID, c.Secret, set.RedirectURIs...)
		}
	}
	people := people(set.People)
	return store{
		Storage:    storage.NewStorageWithClients(people, clients),
		people:     people,
		ledgerPath: set.LedgerPath,
		idTokenTTL: time.Duration(set.IDTokenTTLS) * time.Second,
	}
}
