package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

type person struct {
	Email         string   `json:"email"`
	EmailVerified bool     `json:"emailVerified"`
	Name          string   `json:"name"`
	Password      string   `json:"password"`
	Groups        []string `json:"groups"`
}

// people is the user store. A person's e-mail address is the login name and, prefixed, the subject.
type people []person

const subjectPrefix = "person|"

func (p people) find(email string) *person {
	for i := range p {
		if p[i].Email == email {
			return &p[i]
		}
	}
	return nil
}

func (p people) GetUserByUsername(email string) *storage.User {
	found := p.find(email)
	if found == nil {
		return nil
	}
	return &storage.User{
		ID:            subjectPrefix + found.Email,
		Username:      found.Email,
		Password:      found.Password,
		FirstName:     found.Name,
		Email:         found.Email,
		EmailVerified: found.EmailVerified,
	}
}

func (p people) GetUserByID(subject string) *storage.User {
	if len(subject) < len(subjectPrefix) {
		return nil
	}
	return p.GetUserByUsername(subject[len(subjectPrefix):])
}

func (people) ExampleClientID() string { return "" }

// store adds the groups claim, which the example storage does not know, and notes down what must stay secret.
type store struct {
	*storage.Storage
	people     people
	ledgerPath string
	idTokenTTL time.Duration
}

func (s store) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, req op.IDTokenRequest, scopes []string) error {
	if err := s.Storage.SetUserinfoFromRequest(ctx, info, req, scopes); err != nil {
		return err
	}
	if p := s.people.find(info.Email); p != nil && len(p.Groups) > 0 {
		info.AppendClaims("groups", p.Groups)
	}
	return nil
}

func (s store) SaveAuthCode(ctx context.Context, id string, code string) error {
	if err := s.note(code); err != nil {
		return err
	}
	return s.Storage.SaveAuthCode(ctx, id, code)
}

func (s store) CreateAccessAndRefreshTokens(ctx context.Context, req op.TokenRequest, current string) (string, string, time.Time, error) {
	accessTokenID, refreshToken, expiration, err := s.Storage.CreateAccessAndRefreshTokens(ctx, req, current)
	if err != nil {
		return "", "", time.Time{}, err
	}
	return accessTokenID, refreshToken, expiration, s.note(refreshToken)
}

// note writes a line to the ledger, by which stories know what to look for in logs.
func (s store) note(secret string) error {
	ledger, err := os.OpenFile(s.ledgerPath, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer ledger.Close()
	_, err = fmt.Fprintln(ledger, secret)
	return err
}

func (s store) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	found, err := s.Storage.GetClientByClientID(ctx, id)
	if err != nil {
		return nil, err
	}
	return client{found, s.idTokenTTL}, nil
}

// client puts the claims into the ID token, the only token that Kubernetes reads.
type client struct {
	op.Client
	idTokenTTL time.Duration
}

func (client) IDTokenUserinfoClaimsAssertion() bool { return true }
func (c client) IDTokenLifetime() time.Duration     { return c.idTokenTTL }
func (client) IsScopeAllowed(scope string) bool     { return scope == "groups" }

// DevMode lets a client redirect to plain http, which is all that a loopback page has.
func (client) DevMode() bool { return true }
